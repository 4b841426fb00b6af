import { together } from './rooms';

together('conversation1');
