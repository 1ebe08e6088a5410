FROM node:20-slim AS build
WORKDIR /essaim
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-slim
WORKDIR /essaim
ENV NODE_ENV=production
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
# A new volume on it belongs to whom the folder belongs to.
RUN mkdir files && chown node:node files
COPY --from=build /essaim/dist ./dist
COPY --from=build /essaim/apps/web/dist ./apps/web/dist
USER node
CMD ["node", "--enable-source-maps", "dist/apps/standalone/serve.js", "api"]
