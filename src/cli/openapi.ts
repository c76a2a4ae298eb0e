/** `parley openapi`: prints the description of the API. */
import type { Command } from "commander";
import { does, NO_OPTIONS } from "./command.ts";

export function addOpenapi(program: Command): void {
  const openapi = program.command("openapi").description("print the OpenAPI document of the API");
  does(openapi, NO_OPTIONS, async ({ out }) => {
    const { openApiDocument } = await import("../host/openapi.ts");
    const document = await openApiDocument();
    out.show(document, JSON.stringify(document, null, 2));
  });
}
