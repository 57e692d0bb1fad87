#!/usr/bin/env node
// Plain JavaScript that an older Node can parse: it looks at the version first and loads the rest only when it will run.
const need = [22, 20];
const have = process.versions.node.split('.').map(Number);
if (have[0] < need[0] || (have[0] === need[0] && have[1] < need[1])) {
  process.stderr.write(
    `Plumbline needs Node ${need.join('.')} or newer; this is ${process.versions.node}.\n` +
      'In a checkout, `npm run -s plumbline -- <args>` brings its own Node.\n',
  );
  process.exit(2);
}
Promise.all([import('node:fs'), import('node:module')])
  .then(([fs, module]) => {
    // Stripping types and compiling take longer than most commands: both are kept between runs.
    module.enableCompileCache();
    const source = new URL('../src/cli/main.ts', import.meta.url);
    const built = new URL('../dist/src/cli/main.js', import.meta.url);
    return import((fs.existsSync(source) ? source : built).href);
  })
  .then((cli) => cli.main(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  });
