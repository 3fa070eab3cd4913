/** React chooses its quick build by this, at the moment it is loaded; so this file is imported before anything else. */
process.env.NODE_ENV ??= 'production'
