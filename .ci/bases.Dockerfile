# Stand-ins for public images, of Debian's packages: .ci/containers builds them where no registry can be reached.
FROM localhost/debian AS jre
# Where eclipse-temurin has it.
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-25-jre-headless \
    && mkdir /opt/java && cp -rL /usr/lib/jvm/java-25-openjdk-amd64 /opt/java/openjdk && apt-get clean
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

FROM localhost/debian AS maven
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-25-jdk-headless maven && apt-get clean
# The machine's repository, read-only, behind the image's own.
ENV JAVA_HOME=/usr/lib/jvm/java-25-openjdk-amd64 MAVEN_ARGS=-Dmaven.repo.local.tail=/m2

FROM localhost/debian AS postgres
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-client && apt-get clean \
    && useradd --system --uid 999 --user-group postgres && install -d -o postgres -g postgres /var/lib/postgresql
ADD postgres-linux-x86_64.txz /usr/local/
COPY --chmod=755 postgres /entrypoint
USER postgres
ENV PGDATA=/var/lib/postgresql/18/docker
ENTRYPOINT ["/entrypoint"]
CMD ["postgres"]

FROM localhost/debian AS prometheus
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus wget && apt-get clean \
    && install -d -o nobody -g nogroup /prometheus
USER nobody
ENTRYPOINT ["prometheus", "--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]

# The libraries of CUDA and cuDNN in JavaCPP's redistribution, where NVIDIA's image has them.
FROM localhost/debian AS cuda
COPY cuda/libcudart* cuda/libcublas* cuda/libcusolver.so* cuda/libcusparse* cuda/libcurand* /usr/local/cuda-11.6/targets/x86_64-linux/lib/
COPY cuda/libcudnn* /usr/lib/x86_64-linux-gnu/
