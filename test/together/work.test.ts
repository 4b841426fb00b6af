import { together } from './rooms';

together('work');
