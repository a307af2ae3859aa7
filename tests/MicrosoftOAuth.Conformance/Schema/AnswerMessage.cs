using System.Text;
using Microsoft.OData;

namespace MicrosoftOAuth.Conformance.Schema;

/// <summary>An answer in the form that Microsoft's OData reader takes.</summary>
internal sealed class AnswerMessage(string body) : IODataResponseMessage, IDisposable
{
    private readonly MemoryStream stream = new(Encoding.UTF8.GetBytes(body));

    public int StatusCode { get; set; } = 200;

    public IEnumerable<KeyValuePair<string, string>> Headers =>
        [KeyValuePair.Create("Content-Type", "application/json;odata.metadata=minimal"), KeyValuePair.Create("OData-Version", "4.0")];

    public string? GetHeader(string headerName) => Headers.FirstOrDefault(header => header.Key == headerName).Value;

    public void SetHeader(string headerName, string headerValue) => throw new NotSupportedException();

    public Stream GetStream() => stream;

    public void Dispose() => stream.Dispose();
}
