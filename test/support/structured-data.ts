/**
 * What Google asks of structured data, as a JSON Schema: what it requires is required, what it recommends is required too where we have it, and nothing that schema.org
 * does not define may stand there. https://developers.google.com/search/docs/appearance/structured-data/qapage and …/article; https://schema.org/docs/full.html
 */
import { Ajv2020 } from "ajv/dist/2020.js";

const URL = { type: "string", pattern: "^https://[^ ]+$" };
const TIME = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$" };
const WORDS = { type: "string", minLength: 1 };
const COUNT = { type: "integer", minimum: 0 };
const LANGUAGE = { enum: ["zh-CN", "en"] };

interface Shape {
  required: string[];
  properties: Record<string, object>;
}

const object = (type: string, { required, properties }: Shape) => ({
  type: "object",
  additionalProperties: false,
  required: ["@type", ...required],
  properties: { "@type": { const: type }, ...properties },
});

const organization = object("Organization", {
  required: ["name", "url"],
  properties: { name: WORDS, url: URL, logo: URL },
});
const person = object("Person", { required: ["name"], properties: { name: WORDS, url: URL } });
const author = { oneOf: [organization, person] };

const answer = object("Answer", {
  required: ["text", "url", "author", "datePublished", "upvoteCount"],
  properties: { text: WORDS, url: URL, author, datePublished: TIME, dateModified: TIME, upvoteCount: COUNT },
});
const question = {
  ...object("Question", {
    required: ["name", "answerCount", "text", "author", "datePublished", "upvoteCount"],
    properties: {
      name: WORDS,
      text: WORDS,
      url: URL,
      author,
      answerCount: { type: "integer", minimum: 1 },
      upvoteCount: COUNT,
      datePublished: TIME,
      acceptedAnswer: answer,
      suggestedAnswer: { type: "array", minItems: 1, items: answer },
    },
  }),
  anyOf: [{ required: ["acceptedAnswer"] }, { required: ["suggestedAnswer"] }],
};
const context = { "@context": { const: "https://schema.org" } };
const qaPage = object("QAPage", {
  required: ["@context", "mainEntity"],
  properties: { ...context, mainEntity: question, inLanguage: LANGUAGE, dateModified: TIME },
});
const article = object("Article", {
  required: ["@context", "headline", "author", "datePublished", "dateModified"],
  properties: {
    ...context,
    headline: { ...WORDS, maxLength: 120 },
    description: WORDS,
    author,
    publisher: organization,
    datePublished: TIME,
    dateModified: TIME,
    image: { type: "array", minItems: 1, items: URL },
    inLanguage: LANGUAGE,
    mainEntityOfPage: URL,
  },
});
const webSite = object("WebSite", {
  required: ["@context", "name", "url"],
  properties: { ...context, name: WORDS, url: URL },
});

const ajv = new Ajv2020({ discriminator: true, allErrors: true });
const SHAPES = { QAPage: ajv.compile(qaPage), Article: ajv.compile(article), WebSite: ajv.compile(webSite) };

/** What a page says of itself, after it was checked. Throws Error with all that is wrong. */
export function structuredData(page: string, type: keyof typeof SHAPES): Record<string, unknown> {
  const scripts = [...page.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
  if (scripts.length !== 1) throw new Error(`${scripts.length} blocks of structured data instead of one`);
  const data: unknown = JSON.parse(scripts[0]?.[1] ?? "");
  const validate = SHAPES[type];
  if (!validate(data)) throw new Error(`${ajv.errorsText(validate.errors)}\n${JSON.stringify(data, null, 1)}`);
  return data;
}
