/** The checksum of a BIP-39 phrase. */
import { createHash } from "node:crypto";

/** How many words a phrase has. */
export const PHRASE_LENGTHS = [12, 15, 18, 21, 24] as const;
const BITS_OF_A_WORD = 11;
const BITS_OF_A_BYTE = 8;
/** Of so many bits one belongs to the checksum. */
const BITS_PER_CHECKSUM_BIT = 33;

/** Whether the numbers of words, of which there are as many as in a phrase, end in the right checksum. */
export function hasRightChecksum(numbers: readonly number[]): boolean {
  const bits = numbers.map((number) => number.toString(2).padStart(BITS_OF_A_WORD, "0")).join("");
  const entropyBits = bits.length - bits.length / BITS_PER_CHECKSUM_BIT;
  const entropy = Buffer.alloc(entropyBits / BITS_OF_A_BYTE);
  for (let i = 0; i < entropy.length; i += 1)
    entropy[i] = Number.parseInt(bits.slice(i * BITS_OF_A_BYTE, (i + 1) * BITS_OF_A_BYTE), 2);
  const first = createHash("sha256").update(entropy).digest()[0] ?? 0;
  return first.toString(2).padStart(BITS_OF_A_BYTE, "0").startsWith(bits.slice(entropyBits));
}
