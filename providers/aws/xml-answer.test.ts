import { expect, it } from 'vitest';
import { isXmlAnswer } from './xml-answer.ts';

it.each([
  ['<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>', true],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<BucketLoggingStatus/>', true],
  ['<!DOCTYPE html><html></html>', false],
  ['<html><body>Please sign in.</body></html>', false],
  ['<HTML>', false],
  ['', false],
  ['{}', false],
  ['Service unavailable', false],
])('%s: %s', (body, expected) => {
  expect(isXmlAnswer(Buffer.from(body))).toBe(expected);
});
