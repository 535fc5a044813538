# syntax=docker/dockerfile:1
# Targets: cpu (the default) and cuda. What they need and what was run: docs/operations.md.
ARG BUILD=maven:3.9-eclipse-temurin-25
ARG RUNTIME=eclipse-temurin:25-jre-noble
ARG CUDA=nvidia/cuda:11.6.2-cudnn8-runtime-ubuntu20.04

FROM ${BUILD} AS source
WORKDIR /build
COPY .mvn .mvn
COPY src/main src/main
COPY pom.xml .

FROM source AS jar
ARG TARGETARCH=amd64
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -q -B -ntp -DskipTests $([ "$TARGETARCH" != arm64 ] || echo -Parm64) package \
    && java -Djarmode=tools -jar target/trainyard.jar extract --layers --destination /layers

FROM ${RUNTIME} AS service
LABEL org.opencontainers.image.title="Trainyard" \
      org.opencontainers.image.description="Training as a service: CIFAR ResNets with trainable activations" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 trainyard \
    && useradd --uid 10001 --gid 10001 --create-home trainyard \
    && install -d -o 10001 -g 10001 /data /cache
# Beside these two and /tmp nothing is written: the root file system can be read-only.
VOLUME ["/data", "/cache"]
WORKDIR /app
USER 10001:10001
EXPOSE 8080
# docs/operations.md, "Starting the jar", has the reasons of the first two lines.
ENV OMP_WAIT_POLICY=PASSIVE \
    MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=1 \
    SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080 TRAINYARD_DATA_DIR=/data
# Of the container's memory a quarter is heap. JavaCPP's percentages are of the heap: native memory may take half of the
# container's, and all of the process 85 %.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=25 -Dorg.bytedeco.javacpp.maxbytes=200% -Dorg.bytedeco.javacpp.maxphysicalbytes=340%"
ENTRYPOINT ["java", "-XX:ObjectAlignmentInBytes=64", "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", "-Dorg.bytedeco.javacpp.cachedir=/cache", "-jar", "/app/trainyard.jar"]
# Without curl, which the base need not have.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

FROM service AS cpu
COPY --from=jar /layers/dependencies/ /layers/spring-boot-loader/ /layers/snapshot-dependencies/ ./
COPY --from=jar /layers/application/ ./

FROM source AS jar-cuda
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -q -B -ntp -DskipTests -Pcuda package \
    && java -Djarmode=tools -jar target/trainyard.jar extract --layers --destination /layers

FROM ${CUDA} AS cuda-libraries

FROM service AS cuda
ARG LIB=/usr/local/cuda-11.6/targets/x86_64-linux/lib
COPY --from=cuda-libraries $LIB/libcudart.so.11.0 $LIB/libcublas.so.11 $LIB/libcublasLt.so.11 $LIB/libcusolver.so.11 \
    $LIB/libcusparse.so.11 $LIB/libcurand.so.10 /usr/local/cuda/lib/
COPY --from=cuda-libraries /usr/lib/x86_64-linux-gnu/libcudnn*.so.8 /usr/local/cuda/lib/
# The NVIDIA container runtime reads the two of them and brings the driver in.
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY --from=jar-cuda /layers/dependencies/ /layers/spring-boot-loader/ /layers/snapshot-dependencies/ ./
COPY --from=jar-cuda /layers/application/ ./

# What is built where no target is named.
FROM cpu
