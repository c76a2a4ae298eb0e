/** Shows the OpenAPI document as a page that needs no script. */
import { html } from "hono/html";
import { z } from "@hono/zod-openapi";

const Operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: z.unknown() }).loose(),
    )
    .optional(),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.unknown().optional() }).loose()),
});

const Document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** What the page links as `/docs/style.css`: inline it would need a nonce, and a page for everybody has none. */
export const DOCS_STYLE = `
body { font: 15px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
details { border: 1px solid #8884; border-radius: 8px; margin: .5rem 0; padding: .5rem .8rem; }
summary { cursor: pointer; } code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { overflow-x: auto; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; } dt { font-weight: 600; } .quiet { opacity: .7; }`;

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

/** `document` is what `/openapi.json` gives. */
export function docsPage(document: unknown) {
  const { info, paths, components } = Document.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title}</title>
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body>
        <h1>${info.title} <span class="quiet">${info.version}</span></h1>
        <p>${info.description ?? ""} <a href="/openapi.json">OpenAPI document</a></p>
        <h2>Routes</h2>
        ${operations.map(showOperation)}
        <h2>Shapes</h2>
        ${Object.entries(components.schemas).map(
          ([name, schema]) =>
            html`<details id="${name}">
              <summary><code>${name}</code></summary>
              <pre>${pretty(schema)}</pre>
            </details>`,
        )}
      </body>
    </html>`;
}

function showOperation({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: z.infer<typeof Operation>;
}) {
  const { summary, description, parameters = [], requestBody, responses, security } = operation;
  return html`<details>
    <summary><code class="method">${method.toUpperCase()}</code> <code>${path}</code> ${summary ?? ""}</summary>
    ${description ? html`<p>${description}</p>` : ""}
    <p class="quiet">${security ? "With a token or a session" : "Open to everybody"}</p>
    ${
      parameters.length > 0
        ? html`<dl>
            ${parameters.map(
              (one) =>
                html`<dt>
                    <code>${one.name}</code> <span class="quiet">${one.in}${one.required ? ", required" : ""}</span>
                  </dt>
                  <dd><code>${JSON.stringify(one.schema)}</code></dd>`,
            )}
          </dl>`
        : ""
    }
    ${
      requestBody === undefined
        ? ""
        : html`<h4>Body</h4>
            <pre>${pretty(requestBody)}</pre>`
    }
    ${Object.entries(responses).map(
      ([status, response]) =>
        html`<h4>${status} ${response.description}</h4>
          ${response.content === undefined ? "" : html`<pre>${pretty(response.content)}</pre>`}`,
    )}
  </details>`;
}
