/** The tests that cannot run inside workerd, each with its reason; the run shows them as skipped. */

const NOT_HERE: { file: string; test: string; why: string }[] = [
  {
    file: "contract/discord-gateway.test.ts",
    test: "",
    why: "On Workers the bridge holds the gateway's socket, in Node.",
  },
  {
    file: "contract/",
    test: "a platform that cannot be reached leaves nothing in doubt",
    why: "workerd does not tell a connection that was refused from one that was lost.",
  },
  {
    file: "scenario/order.test.ts",
    test: "while the disk is full",
    why: "An object does not let anybody bound its pages.",
  },
];

/** Null for a test that runs. */
export function whyNotHere(file: string, test: string): string | null {
  return NOT_HERE.find((one) => file.includes(one.file) && test.includes(one.test))?.why ?? null;
}
