/** Plain JSON: what answers, facts and findings are made of. Times are RFC 3339 strings. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

/** A type as it looks after JSON: a Date has become an RFC 3339 string, functions and streams are gone. */
export type Jsonified<T> = T extends Date
  ? string
  : T extends Uint8Array
    ? string
    : T extends readonly (infer Item)[]
      ? Jsonified<Item>[]
      : T extends object
        ? { [K in keyof T]: Jsonified<T[K]> }
        : T;
