using System.Net.Http.Headers;
using Microsoft.Graph;
using Microsoft.Graph.Core.Requests;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Microsoft.Graph.Core, unmodified, takes the practice tenant for Microsoft.</summary>
public sealed class GraphCoreTests
{
    [Fact]
    public async Task Its_pipeline_gets_answers()
    {
        using var client = new TenantClient();
        using var http = GraphClientFactory.Create(finalHandler: client.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await client.SignInAsync());

        var me = await http.GetStringAsync(new Uri("https://graph.microsoft.com/v1.0/me"));

        Assert.Contains(client.Tenant.AdministratorName, me, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_batches_are_understood()
    {
        using var client = new TenantClient();
        using var http = GraphClientFactory.Create(finalHandler: client.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await client.SignInAsync());
        using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = "https://graph.microsoft.com/v1.0" };
        var batch = new BatchRequestContentCollection(adapter, 20);
        var first = await batch.AddBatchRequestStepAsync(Get("/me"));
        var second = await batch.AddBatchRequestStepAsync(Get("/nothing"));

        var answers = await new BatchRequestBuilder(adapter).PostAsync(batch);

        var statuses = await answers.GetResponsesStatusCodesAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, statuses[first]);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, statuses[second]);
    }

    private static RequestInformation Get(string path) =>
        new() { HttpMethod = Method.GET, URI = new Uri("https://graph.microsoft.com/v1.0" + path) };
}
