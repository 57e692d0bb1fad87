import type { Json } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';

/**
 * Endings of files that hold weights, by the format that they are in. Formats of `pickle` run code of the file's author
 * when they are loaded: `pickle` itself, joblib, and what torch.save writes.
 *
 * @see https://docs.python.org/3/library/pickle.html and https://docs.pytorch.org/docs/stable/notes/serialization.html
 */
const byEnding: Readonly<Record<string, string>> = {
  pkl: 'pickle',
  pickle: 'pickle',
  joblib: 'pickle',
  cloudpickle: 'pickle',
  pt: 'pickle',
  pth: 'pickle',
  safetensors: 'safetensors',
  onnx: 'onnx',
  skops: 'skops',
  ubj: 'xgboost',
  xgb: 'xgboost',
  cbm: 'catboost',
  gguf: 'gguf',
};

/** Format of one file by its name; "" where the name tells none. */
export function formatOfFile(name: string): string {
  const ending = /\.([a-z0-9]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byEnding, ending) ? (byEnding[ending] ?? '') : '';
}

/** The worst format among files: one that runs code counts, whatever lies beside it. "" where no name tells any. */
export function formatOfFiles(names: readonly string[]): string {
  const found = names.map(formatOfFile).filter((format) => format !== '');
  return found.includes('pickle') ? 'pickle' : (found[0] ?? '');
}

/** Format that the flavors of a logged model state: a pickled model, or a file with a telling name. "" where they state none. */
export function formatOfFlavors(flavors: Json): string {
  const names: string[] = [];
  if (typeof flavors === 'object' && flavors !== null && !Array.isArray(flavors))
    for (const [flavor, settings] of Object.entries(flavors)) {
      if (at(settings, '/pickled_model') !== undefined) return 'pickle';
      if (/pickle/.test(String(at(settings, '/serialization_format') ?? ''))) return 'pickle';
      if (flavor === 'pytorch' && at(settings, '/model_data') !== undefined) return 'pickle';
      for (const member of ['/model_path', '/data', '/model_data']) names.push(String(at(settings, member) ?? ''));
    }
  return formatOfFiles(names);
}
