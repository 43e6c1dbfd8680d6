# The image holds the static binary and nothing else: no shell, no user but 65532.
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /kubevet
COPY . .
# The image names the toolchain; the components of rust-toolchain.toml are for work on the code.
RUN rm rust-toolchain.toml && cargo build --locked --profile dist && cp target/dist/kubevet /usr/local/bin/kubevet

FROM scratch
COPY --from=build /usr/local/bin/kubevet /usr/local/bin/kubevet
ENV PATH=/usr/local/bin
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["kubevet"]
