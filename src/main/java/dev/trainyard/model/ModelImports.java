package dev.trainyard.model;

import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Takes files in. Nothing is stored before it is known what it does: whoever gets no answer, because a process died, sends the
 * file again, and gets the model that it has become if it has.
 */
@Service
class ModelImports {
    private final ModelEvaluation evaluation;
    private final ImportedModels models;
    private final ModelSettings settings;

    ModelImports(ModelEvaluation evaluation, ImportedModels models, ModelSettings settings) {
        this.evaluation = evaluation;
        this.models = models;
        this.settings = settings;
    }

    /**
     * A model, and whether this request made it.
     *
     * @param created false where the owner had sent the same file for the same data set before
     */
    record Imported(ModelView model, boolean created) {}

    Imported take(NewModel asked) {
        RecognizedModel recognized = evaluation.recognize(asked);
        Optional<ModelView> known = models.find(asked, recognized);
        if (known.isPresent()) {
            return new Imported(known.get(), false);
        }
        if (models.count(asked.owner()) >= settings.maxPerOwner()) {
            throw new TooManyModelsException(settings.maxPerOwner());
        }
        EvaluatedModel evaluated = evaluation.evaluate(asked, recognized);
        try {
            return new Imported(models.store(asked, evaluated), true);
        } catch (DataIntegrityViolationException e) {
            // The same file came twice at the same time.
            return models.find(asked, recognized)
                    .map(first -> new Imported(first, false))
                    .orElseThrow(() -> e);
        }
    }
}
