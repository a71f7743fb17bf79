import './node-version.js';
void import('./test/ready.js').then(function (ready) {
  return ready.main();
});
