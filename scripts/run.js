import { spawn } from 'node:child_process';

/**
 * @typedef {{ status: number, output: string }} Result `status` is 0 for success, 128 after a signal.
 */

/**
 * Runs a program to its end and keeps what it says on both its outputs.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} [options]
 * @returns {Promise<Result>}
 * @throws the system's error when it can't be started at all, AbortError when `options.signal` ends it
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    child.stdin.end();
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += String(chunk));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // Whoever is ended by the signal is waited for, so that nobody meets them still at work.
    child.once('error', (error) => {
      if (error.name !== 'AbortError') reject(error);
      else child.once('close', () => reject(error));
    });
    child.once('close', (code) => resolve({ status: code ?? 128, output: output.trim() }));
  });
}
