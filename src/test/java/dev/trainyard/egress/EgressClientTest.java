package dev.trainyard.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressClientTest {
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private HttpServer inside;

    @BeforeEach
    void start() throws IOException {
        inside = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        inside.createContext("/", this::answer);
        inside.start();
    }

    @AfterEach
    void stop() {
        inside.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        seen.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
        boolean redirect = exchange.getRequestURI().getPath().equals("/redirect");
        if (redirect) {
            exchange.getResponseHeaders().set("Location", "/secret");
        }
        exchange.sendResponseHeaders(redirect ? 307 : 200, -1);
        exchange.close();
    }

    @Test
    void anAddressThatIsWrittenOutIsCheckedLikeAName() {
        for (String host : List.of("127.0.0.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost")) {
            assertThatThrownBy(() -> get(List.of(), SystemDefaultDnsResolver.INSTANCE, host, "/secret"))
                    .as(host)
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessageContaining("not one of the public internet");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aNameThatChangesItsAddressAfterTheCheckIsCheckedAgainWhereItIsUsed() throws Exception {
        var rebinding = new Names("203.0.114.1", "127.0.0.1");
        assertThat(rebinding.resolve("evil.example")[0].getHostAddress()).isEqualTo("203.0.114.1");

        assertThatThrownBy(() -> get(List.of(), rebinding, "evil.example", "/secret"))
                .isInstanceOf(ForbiddenAddressException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void theConnectionGoesToTheAddressThatWasCheckedWithoutAnotherLook() throws Exception {
        var once = new Names("127.0.0.1");

        assertThat(get(List.of("hooks.internal"), once, "hooks.internal", "/x")).isEqualTo(200);
        assertThat(seen)
                .containsExactly(
                        "hooks.internal:%d/x".formatted(inside.getAddress().getPort()));
        assertThat(once.addresses).as("was asked once").isEmpty();
    }

    @Test
    void oneForbiddenAddressAmongOthersForbidsTheHost() {
        DnsResolver both = new Names("127.0.0.1") {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("127.0.0.1")};
            }
        };
        assertThatThrownBy(() -> get(List.of(), both, "evil.example", "/secret"))
                .isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        assertThat(get(List.of("127.0.0.1"), SystemDefaultDnsResolver.INSTANCE, "127.0.0.1", "/redirect"))
                .isEqualTo(307);
        assertThat(seen).hasSize(1);
    }

    private int get(List<String> allowed, DnsResolver names, String host, String path) throws IOException {
        var rule = new AddressRule(allowed);
        Duration patience = Duration.ofSeconds(5);
        try (CloseableHttpClient client = EgressClient.create(rule, patience, names)) {
            var url = "http://%s:%d%s".formatted(host, inside.getAddress().getPort(), path);
            try (var response = client.executeOpen(null, new HttpGet(url), null)) {
                return response.getCode();
            }
        }
    }

    /** A name server that gives one answer after another. */
    private static class Names implements DnsResolver {
        final Queue<String> addresses;

        Names(String... addresses) {
            this.addresses = new ArrayDeque<>(List.of(addresses));
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName(addresses.remove())};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
