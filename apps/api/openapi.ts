import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemBody } from './http/problem.dto.js';

const isDemonstration = (path: string): boolean => path.startsWith('/api/demonstration');

/** The document of the API, or of the demonstration's own routes: each has its client. */
export function openApi(app: INestApplication, part: 'api' | 'demonstration'): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(part === 'api' ? 'Essaim' : 'Essaim, demonstration')
    .setDescription('Every refusal is an application/problem+json (ProblemBody), whose code is stable.')
    .setVersion('1');
  const whole = SwaggerModule.createDocument(app, builder.build(), {
    extraModels: [ProblemBody],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => isDemonstration(path) === (part === 'demonstration')));
  return pruned({ ...whole, paths });
}

/** Without the schemas that no path of this document reaches. */
function pruned(document: OpenAPIObject): OpenAPIObject {
  const all = document.components?.schemas ?? {};
  const reached = new Set<string>(['ProblemBody']);
  const visit = (node: unknown): void => {
    for (const [, name] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || reached.has(name)) continue;
      reached.add(name);
      visit(all[name]);
    }
  };
  visit(document.paths);
  visit(all['ProblemBody']);
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(Object.entries(all).filter(([name]) => reached.has(name))) } };
}
