import type { JsonObject } from '../../../src/model/json.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { notThere } from '../rows/common.ts';

/** A logged model (MLflow 3) by its id. */
export const loggedModelRead = (idOf: (item: JsonObject) => string | undefined): ReadSpec => ({
  service: 'mlflow',
  operation: 'GetLoggedModel',
  permission: 'READ on experiments',
  memo: true,
  expects: 'model',
  answers: notThere,
  input: (item) => {
    const id = idOf(item);
    return id === undefined ? null : { model_id: id };
  },
});
