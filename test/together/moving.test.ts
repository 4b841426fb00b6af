import { together } from './rooms';

together('moving');
