using MicrosoftOAuth.Sandbox.Server;

return await new ServerRun(Console.In, Console.Out, Console.Error).RunAsync(args);
