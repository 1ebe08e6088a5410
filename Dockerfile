FROM node:20-slim AS build
WORKDIR /essaim
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-slim
WORKDIR /essaim
ENV NODE_ENV=production
COPY --from=build /essaim/package.json ./
COPY --from=build /essaim/node_modules ./node_modules
COPY --from=build /essaim/dist ./dist
COPY --from=build /essaim/apps/web/dist ./apps/web/dist
USER node
CMD ["node", "dist/apps/standalone/serve.js", "api"]
