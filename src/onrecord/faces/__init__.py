"""How people and programs reach the register: command line, API, desk. No judgement here."""
