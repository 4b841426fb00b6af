import { together } from './rooms';

together('instances');
