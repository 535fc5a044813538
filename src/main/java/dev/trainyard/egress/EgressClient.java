package dev.trainyard.egress;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP clients for URLs that a stranger gave. They connect to what the rule allows; they follow no redirect, repeat
 * nothing, remember no cookie, use no proxy, unpack nothing and read no endless header.
 */
public final class EgressClient {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int CONNECTIONS = 64;

    private EgressClient() {}

    /**
     * A client.
     *
     * @param patience for a connection, and between two bytes of an answer; bound the whole by cancelling the request
     */
    public static CloseableHttpClient create(AddressRule rule, Duration patience) {
        return create(rule, patience, SystemDefaultDnsResolver.INSTANCE);
    }

    static CloseableHttpClient create(AddressRule rule, Duration patience, DnsResolver names) {
        return HttpClients.custom()
                .setConnectionManager(connections(new GuardedResolver(rule, names), Timeout.of(patience)))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience))
                        .setProtocolUpgradeEnabled(false)
                        .build())
                // A kept connection would be used without another look at its address.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Trainyard")
                .build();
    }

    private static HttpClientConnectionManager connections(DnsResolver resolver, Timeout patience) {
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
    }
}
