package dev.trainyard.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Writes charts in the form that was asked for. */
@Component
class ChartConverter extends AbstractHttpMessageConverter<LineChart> {
    static final String SVG = "image/svg+xml";

    ChartConverter() {
        super(MediaType.valueOf(SVG), MediaType.IMAGE_PNG);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == LineChart.class;
    }

    @Override
    protected boolean canRead(@org.jspecify.annotations.Nullable MediaType type) {
        return false;
    }

    @Override
    protected LineChart readInternal(Class<? extends LineChart> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Charts are only written", message);
    }

    @Override
    protected void writeInternal(LineChart chart, HttpOutputMessage message) throws IOException {
        boolean png = MediaType.IMAGE_PNG.isCompatibleWith(message.getHeaders().getContentType());
        message.getBody().write(png ? ChartPng.of(chart) : chart.svg().getBytes(StandardCharsets.UTF_8));
    }
}
