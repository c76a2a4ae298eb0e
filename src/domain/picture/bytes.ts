/** Reads numbers and names out of a file's bytes, for the formats of pictures. */

/** The bytes are not what their format says; `message` says where. */
export class DamagedPicture extends Error {
  override readonly name = "DamagedPicture";
}

/** More than any real picture has; fewer than would hold up everybody else. */
const MOST_PARTS = 100_000;

/** Call it once a part; throws DamagedPicture where there are too many. */
export function partCounter(): () => void {
  let parts = 0;
  return () => {
    if (++parts > MOST_PARTS) throw new DamagedPicture("too many parts");
  };
}

export const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The bytes from `from` on; throws DamagedPicture where there are not so many. */
export function slice(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (from + length > bytes.length) throw new DamagedPicture("it ends too early");
  return bytes.subarray(from, from + length);
}
