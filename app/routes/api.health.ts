export { loader } from './healthz';
