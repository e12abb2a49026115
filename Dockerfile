# planlint in an image:
#   docker build -t planlint .
#   docker run --rm -v "$PWD:/plans:ro" planlint check .
# The steps are those of README.md and the Makefile; tests/cli/test_image.c looks that they stay so.

FROM debian:bookworm AS build
RUN apt-get -qq update && apt-get -qq install -y --no-install-recommends make
COPY . /planlint
WORKDIR /planlint
RUN make build-deps
RUN make
RUN make install DESTDIR=/out PREFIX=/usr

FROM debian:bookworm-slim
COPY --from=build /out/usr/bin/planlint /usr/bin/planlint
COPY --from=build /out/usr/share/planlint /usr/share/planlint
RUN useradd --no-create-home --uid 10001 planlint
USER planlint
WORKDIR /plans
ENTRYPOINT ["planlint"]
CMD ["help"]
