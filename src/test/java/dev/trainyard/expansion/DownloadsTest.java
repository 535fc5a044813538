package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.trainyard.picture.Fitting;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

@Timeout(60)
class DownloadsTest {
    private static final UUID VERSION = UUID.randomUUID();

    private final ImageStore images = mock(ImageStore.class);
    private WebSite site;
    private Fetcher fetcher;
    private Downloads downloads;
    private final ExpansionSettings settings = FetcherTest.settings(List.of("127.0.0.1"), Duration.ofMillis(20));

    @BeforeEach
    void open() throws IOException {
        site = new WebSite();
        fetcher = new Fetcher(settings, Clock.systemUTC());
        downloads = new Downloads(VERSION, 32, Fitting.CROP, images, fetcher, settings, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        fetcher.close();
        site.close();
    }

    private List<ImageStore.Place> places(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ImageStore.Place(number, site.url("/good/" + number)))
                .toList();
    }

    @Test
    void picturesOfAHostThatIsAwayForAWhileAreFetchedWhenItIsBack() throws Exception {
        site.robotsAreAway(2); // as often as is tried

        downloads.run(places(10), done -> {});

        verify(images, times(10)).fetched(eq(VERSION), anyInt(), any(), any());
        verify(images, never()).refused(any(), anyInt(), any(), anyString(), any());
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() throws Exception {
        site.robots(503);

        downloads.run(places(10), done -> {});

        verify(images, times(10)).refused(eq(VERSION), anyInt(), eq(Fate.FAILED), anyString(), any());
        assertThat(site.requests())
                .as("of two lanes, which may ask for robots.txt at the same time")
                .isBetween(4, 8);
    }

    @Test
    void aPictureThatIsLedToEverAnotherHostThatIsAwayIsGivenUp() throws Exception {
        Fetcher led = mock(Fetcher.class);
        when(led.fetch(anyString())).thenThrow(new AwayException("its host has no address", Duration.ofMillis(1)));

        new Downloads(VERSION, 32, Fitting.CROP, images, led, settings, Clock.systemUTC()).run(places(1), done -> {});

        verify(images).refused(eq(VERSION), eq(1), eq(Fate.FAILED), eq("its host has no address"), any());
        verify(led, times(4)).fetch(anyString());
    }

    @Test
    void aDatabaseThatIsAwayIsToldAsSuch() {
        doThrow(new DataAccessResourceFailureException("away")).when(images).fetched(any(), anyInt(), any(), any());

        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> downloads.run(places(3), done -> {}));
    }

    @Test
    void whatIsBrokenOffAtTheEndIsLeftToWhoeverGoesOn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Fetcher slow = mock(Fetcher.class);
        when(slow.fetch(anyString())).thenAnswer(call -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new RefusedException(Fate.FAILED, "broken off");
            }
            return null;
        });
        Downloads ended = new Downloads(
                VERSION,
                32,
                Fitting.CROP,
                images,
                slow,
                FetcherTest.settings(List.of(), Duration.ofMillis(20)),
                Clock.systemUTC());

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> ended.run(places(1), done -> {
                    if (asked.getCount() == 0) {
                        throw new CancellationException();
                    }
                }));

        verify(images, never()).refused(any(), anyInt(), any(), anyString(), any());
    }

    @Test
    void onePictureThatMeetsWhatNobodyThoughtOfIsRefusedAlone() throws Exception {
        Clock broken = mock(Clock.class, call -> {
            throw new IllegalStateException("nobody thought of it");
        });
        try (Fetcher unlucky = new Fetcher(settings, broken)) {
            Downloads others = new Downloads(VERSION, 32, Fitting.CROP, images, unlucky, settings, Clock.systemUTC());
            others.run(
                    List.of(
                            new ImageStore.Place(1, site.url("/dated/1")),
                            new ImageStore.Place(2, site.url("/good/2"))),
                    done -> {});
        }
        verify(images).refused(eq(VERSION), eq(1), eq(Fate.FAILED), anyString(), any());
        verify(images).fetched(eq(VERSION), eq(2), any(), any());
    }
}
