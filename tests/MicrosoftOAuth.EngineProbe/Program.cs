// The bare engine in a fresh process: runs one script text and prints what it writes, one line for each object.
// Tests use it for what only a fresh process can show: which assemblies an import loads, and whether the module
// lives beside another version of a library that was there first.
using System.Management.Automation;
using System.Management.Automation.Runspaces;

// The engine reports module imports to its makers; a test and a measurement want neither.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
using PowerShell shell = PowerShell.Create(runspace);
shell.AddScript(args[0]);
try
{
    foreach (PSObject item in shell.Invoke())
    {
        Console.WriteLine(item);
    }
}
catch (RuntimeException e)
{
    Console.Error.WriteLine(e.ErrorRecord);
    Console.Error.WriteLine(e);
    return 1;
}

foreach (ErrorRecord error in shell.Streams.Error)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(error.Exception);
}

return shell.HadErrors ? 1 : 0;
