import { together } from './rooms';

together('notices1');
