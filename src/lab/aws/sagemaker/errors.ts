import { ApiError, type Call } from '../route.ts';

type Missing = (name: string, call: Call) => ApiError;

/** SageMaker's older operations call a missing resource a ValidationException, the newer ones ResourceNotFound. */
export const missing = {
  recordNotFound: () => new ApiError('ValidationException', 'RecordNotFound'),
  requestedResource: () => new ApiError('ValidationException', 'Requested resource not found.'),
  couldNotFind:
    (words: string, type: string): Missing =>
    (name, call) =>
      new ApiError('ValidationException', `Could not find ${words} "${sagemakerArn(call, type, name)}".`),
  doesNotExist:
    (words: string, type: string): Missing =>
    (name, call) =>
      new ApiError('ValidationException', `${words} ${sagemakerArn(call, type, name)} does not exist.`),
  resourceNotFound:
    (words: string): Missing =>
    (name) =>
      new ApiError('ResourceNotFound', `${words} [${name}] does not exist.`),
};

/** ARN of a SageMaker resource in the call's account and region; an ARN stays as it is. */
export function sagemakerArn(call: Call, type: string, name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:sagemaker:${call.region}:${call.account.id}:${type}/${name}`;
}
