# CapRover builds without BuildKit: no mounts, links or heredocs. scripts/image/ runs these very steps in a test.

FROM node:24-slim AS build
WORKDIR /shop
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN npm run build \
 && find app prisma scripts -name '*.test.ts*' -delete

FROM node:24-slim AS packages
WORKDIR /shop
COPY package.json package-lock.json .npmrc ./
# --legacy-peer-deps leaves out what Prisma's client may have beside it but need not, Prisma's command line first of all.
# Then goes what no program reads, and what Prisma's client has for other databases.
RUN npm ci --omit=dev --legacy-peer-deps \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && find node_modules -type d \( -name test -o -name tests \) -prune -exec rm -r {} + \
 && find node_modules/@prisma/client/runtime -name 'query_compiler_*' ! -name 'query_compiler_fast_bg.postgresql.*' -delete

FROM node:24-slim
WORKDIR /shop
# The one folder that is written to; the rest may be read-only. Also for what programs write into a temporary folder.
RUN mkdir .data && chown node:node .data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 TMPDIR=/shop/.data
COPY --from=packages /shop/node_modules node_modules
COPY --from=build /shop/prisma prisma
COPY --from=build /shop/public public
COPY --from=build /shop/scripts scripts
COPY --from=build /shop/app app
COPY --from=build /shop/build build
COPY package.json remix.config.js tsconfig.json LICENSE ./
# CapRover gives it; `docker build --build-arg` may.
ARG CAPROVER_GIT_COMMIT_SHA=unknown
LABEL org.opencontainers.image.title="Holdfast" \
      org.opencontainers.image.description="A shop that stays open when its database doesn't" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="docker.io/library/node:24-slim" \
      org.opencontainers.image.revision="$CAPROVER_GIT_COMMIT_SHA"
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.js", "--deployed"]
