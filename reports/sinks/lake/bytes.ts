/** Bytes that grow, as Parquet lays them out: little-endian, texts behind their length. */
export class Bytes {
  private buffer: Buffer;
  length = 0;

  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  text(value: string): void {
    this.room(4 + value.length * 3); // no code unit of UTF-16 takes more in UTF-8
    const size = this.buffer.write(value, this.length + 4);
    this.length = this.buffer.writeInt32LE(size, this.length) + size;
  }

  /** The lowest bytes of a number. */
  little(value: number, size: number): void {
    this.room(size);
    for (let at = 0; at < size; at += 1) this.buffer[this.length + at] = value >>> (at * 8);
    this.length += size;
  }

  /** Seven bits a byte, the lowest first. */
  varint(value: number): void {
    let left = value;
    for (; left > 0x7f; left >>>= 7) this.little(left | 0x80, 1);
    this.little(left, 1);
  }

  /** Room for so many bytes, to be filled by the caller before anything else is written. */
  take(size: number): Uint8Array {
    this.room(size);
    this.length += size;
    return this.buffer.subarray(this.length - size, this.length);
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private room(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const next = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(next, 0, 0, this.length);
    this.buffer = next;
  }
}
