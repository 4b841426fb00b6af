import { together } from './rooms';

together('files');
