using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Catalog.Builder;

if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("Usage: MicrosoftOAuth.Catalog.Builder <folder with permissions.json, GraphAppRoles.json, GraphDelegateRoles.json> <output file>");
    return 2;
}

try
{
    CatalogSource source = SourceReader.Read(args[0]);
    byte[] index = CatalogWriter.Write(source);
    await File.WriteAllBytesAsync(args[1], index);
    Console.WriteLine($"{args[1]}: {source.Permissions.Count} permissions, {index.Length} bytes, data of {source.DataDate:yyyy-MM-dd}");
    return 0;
}
catch (Exception failure) when (failure is IOException or InvalidDataException or System.Text.Json.JsonException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
