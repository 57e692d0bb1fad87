#!/usr/bin/env node
// Plain JavaScript that any Node can parse: it looks at the version first and loads the rest only when it will run.
var need = [22, 20];
var have = process.versions.node.split('.').map(Number);
if (have[0] < need[0] || (have[0] === need[0] && have[1] < need[1])) {
  process.stderr.write(
    'Plumbline needs Node ' + need.join('.') + ' or newer; this is ' + process.versions.node + '.\n' +
      'In a checkout, `npm run -s plumbline -- <args>` brings its own Node.\n',
  );
  process.exit(2);
}
Promise.all([import('node:fs'), import('node:module')])
  .then(function (modules) {
    // Stripping types and compiling take longer than most commands: both are kept between runs.
    modules[1].enableCompileCache();
    var source = new URL('../src/cli/main.ts', import.meta.url);
    var built = new URL('../dist/src/cli/main.js', import.meta.url);
    return import((modules[0].existsSync(source) ? source : built).href);
  })
  .then(function (cli) {
    return cli.main(process.argv.slice(2));
  })
  .then(function (code) {
    process.exitCode = code;
  });
