import { together } from './rooms';

together('conversation3');
