# Quipu as an image: docker build --tag quipu . && docker run --rm quipu help
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -q -B -DskipTests -pl shell -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home quipu \
    && install --directory --owner=quipu --mode=0700 /var/lib/quipu
COPY --from=build /src/shell/target/lib /opt/quipu/lib
COPY --from=build /src/shell/target/quipu-shell-*.jar /opt/quipu/quipu.jar
ENV QUIPU_HOME=/var/lib/quipu
USER quipu
WORKDIR /var/lib/quipu
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-jar", "/opt/quipu/quipu.jar"]
