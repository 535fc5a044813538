package dev.trainyard.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/** The epochs of a run; {@code sharing} tells the CSV form which columns there are. */
record EpochList(List<EpochView> data, @JsonIgnore String sharing) {}
