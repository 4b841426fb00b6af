import { together } from './rooms';

together('notices2');
