namespace MicrosoftOAuth.Catalog.Tests;

public sealed class IndexFileTests : IDisposable
{
    private const int LargestSize = 450 * 1024;

    private static readonly byte[] Shipped = PermissionCatalog.ReadShipped();

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_index_is_small_enough_to_be_read_whole() =>
        Assert.InRange(Shipped.Length, 1, LargestSize);

    [Fact]
    public void The_index_says_where_and_when_it_comes_from()
    {
        PermissionCatalog catalog = PermissionCatalog.Default;

        Assert.Equal(new DateTimeOffset(2026, 8, 20, 0, 0, 0, TimeSpan.Zero), catalog.DataDate);
        Assert.Contains("microsoftgraph/microsoft-graph-devx-content", catalog.SourceCommits, StringComparison.Ordinal);
        Assert.Contains("6cbd6bbd665a877560fdefbad74f3bdb5b57af88", catalog.SourceCommits, StringComparison.Ordinal);
        Assert.Contains("43b8a5d9fb6648f3ef36ec051acd988fdd19558b", catalog.SourceCommits, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) Microsoft Graph", catalog.Notices, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) Merill Fernando", catalog.Notices, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted, free of charge", catalog.Notices, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void Data_is_old_after_half_a_year(int days, bool isOld) =>
        Assert.Equal(isOld, PermissionCatalog.Default.IsOld(PermissionCatalog.Default.DataDate.AddDays(days)));

    [Fact]
    public void A_missing_file_is_named()
    {
        var failure = Assert.Throws<FileNotFoundException>(() => PermissionCatalog.Open(_file));

        Assert.Contains(_file, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(151)]
    [InlineData(152)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public void A_file_cut_short_is_refused(int length)
    {
        byte[] whole = Shipped;
        File.WriteAllBytes(_file, whole[..(length < 0 ? whole.Length + length : length)]);

        Assert.Throws<InvalidDataException>(() => PermissionCatalog.Open(_file));
    }

    [Fact]
    public void A_file_with_something_after_its_end_is_refused()
    {
        File.WriteAllBytes(_file, [.. Shipped, 0]);

        Assert.Throws<InvalidDataException>(() => PermissionCatalog.Open(_file));
    }

    [Fact]
    public void A_file_with_any_one_bit_turned_over_is_refused()
    {
        byte[] bytes = [.. Shipped];
        var random = new Random(20260820);
        foreach (int position in Enumerable.Range(0, 160).Concat(Enumerable.Range(0, 200).Select(_ => random.Next(bytes.Length))))
        {
            byte bit = (byte)(1 << random.Next(8));
            bytes[position] ^= bit;
            File.WriteAllBytes(_file, bytes);
            bytes[position] ^= bit;

            var failure = Assert.Throws<InvalidDataException>(() => PermissionCatalog.Open(_file));
            Assert.Contains(_file, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_a_later_format_is_refused_with_both_numbers()
    {
        byte[] bytes = [.. Shipped];
        bytes[8] = 3;
        File.WriteAllBytes(_file, bytes);

        var failure = Assert.Throws<InvalidDataException>(() => PermissionCatalog.Open(_file));
        Assert.Contains("has format 3; this version of the module reads format 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_not_taken_for_an_index()
    {
        File.WriteAllText(_file, new string('x', 1000));

        var failure = Assert.Throws<InvalidDataException>(() => PermissionCatalog.Open(_file));
        Assert.Contains("is not a permission index", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_may_be_used_by_many_threads_at_once()
    {
        File.WriteAllBytes(_file, Shipped);
        PermissionCatalog catalog = PermissionCatalog.Open(_file);

        var found = new CatalogPermission?[64];
        Parallel.For(0, found.Length, i => found[i] = catalog.Match("GET", "/me/messages")!.Ranked(PermissionScheme.DelegatedWork)[0].Permission);

        Assert.All(found, permission => Assert.Same(catalog.Find("Mail.ReadBasic"), permission));
    }
}
