/** The catalog: load controls and frameworks, check them, judge resources. */

export { viewOfCase } from './case-view.ts';
export { type CaseResult, caseTime, runCases } from './cases.ts';
export { type ControlDescription, describeControl } from './describe.ts';
export { type CompiledControl, type Judgement, judge } from './judge.ts';
export { type Catalog, catalogVersion, type LoadOptions, lintCatalog, loadCatalog } from './load.ts';
export { type KindShape, kindsMeantBy, type Model, modelOf, standardModel } from './model.ts';
export { type Problem, problemText } from './problems.ts';
