import { s3Control as protocol } from './protocols/s3.ts';
import { ApiError, required, routes, type Service } from './route.ts';

/** S3 Control: the account's own block of public access. */
export const s3Control: Service = {
  name: 's3control',
  signingName: 's3',
  iamPrefix: 's3',
  protocol,
  namespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
  routes: routes({
    operation: 'GetPublicAccessBlock',
    action: 's3:GetAccountPublicAccessBlock',
    handle(call) {
      const account = required(call, 'AccountId');
      if (account !== call.account.id) throw new ApiError('AccessDenied', 'Access Denied', 403);
      const block = call.account.s3.publicAccessBlock;
      if (block !== undefined) return block;
      const message = 'The public access block configuration was not found';
      throw new ApiError('NoSuchPublicAccessBlockConfiguration', message, 404, { details: { AccountId: account } });
    },
  }),
};
