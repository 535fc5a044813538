package dev.trainyard.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.io.FileUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy, which Maven puts beside the tests: a store that looks at signatures and keeps objects in its memory. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "trainyard";
    public static final String ACCESS_KEY = "keeper";
    public static final String SECRET_KEY = "the-keeper's-secret";
    private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");

    private final Process process;
    private final Path folder;
    private final int port;

    private S3Server(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one, with a bucket in it. */
    public static S3Server start() throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not there: mvn process-test-resources puts it there");
        }
        int port = freePort();
        Path folder = Files.createTempDirectory("s3server");
        Path settings = Files.writeString(
                folder.resolve("s3proxy.properties"),
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=none
                jclouds.credential=none
                jclouds.endpoint=
                """.formatted(port, ACCESS_KEY, SECRET_KEY),
                StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        S3Server server = new S3Server(process, folder, port);
        server.awaitStart();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    new Socket("127.0.0.1", port).close();
                    return true;
                });
        try (S3Client client = client(ACCESS_KEY, SECRET_KEY)) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    S3Client client(String accessKey, String secretKey) {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        FileUtils.deleteQuietly(folder.toFile());
    }
}
