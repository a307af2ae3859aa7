using MicrosoftOAuth.Help;

if (args.Length is not (2 or 3))
{
    Console.Error.WriteLine("Usage: dotnet MicrosoftOAuth.Help.Builder.dll <folder of pages> <output folder> [assembly name]");
    return 2;
}

var errors = HelpBuild.Run(args[0], args[1], args.ElementAtOrDefault(2) ?? "MicrosoftOAuth");
foreach (var error in errors)
    Console.Error.WriteLine(error);
return errors.Count == 0 ? 0 : 1;
