namespace Iris.Configuration;

/// <summary>All keys of <c>iris.yaml</c>. The readers accept exactly these, and a test holds the documentation to them.</summary>
internal static class ConfigurationKeys
{
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new("listen", "address:port, or a port", "127.0.0.1:4747", "Where the gateway listens. `0.0.0.0:4747` opens it to the network, `[::1]:4747` (in quotes) is IPv6, port 0 takes a free one."),
        new("default_model", "model name or alias", "the first model found that sees images, else `iris/local-vision`", "What a request without `model` means."),
        new("providers.<name>.profile", "profile name", "the profile of that name, else `custom`", "What kind of server it is."),
        new("providers.<name>.dialect", "`chat-completions`", "`chat-completions`", "The wire it speaks."),
        new("providers.<name>.base_url", "URL", "the profile's own", "Where it is, up to and without `chat/completions`. Required where the profile has no address of its own."),
        new("providers.<name>.api_key", "text", "the environment variable of the profile, unless `base_url` is given", "Its key. Write `${NAME}` rather than the key itself."),
        new("providers.<name>.headers.<header>", "text", "none", "One more header for every request to it."),
        new("providers.<name>.models", "list of upstream model names", "all that the catalogue knows or the server names", "Exactly these models, in its own words."),
        new("providers.<name>.remote_images", "`inline` or `pass`", "`images.remote`", "What happens to image URLs at this provider. `pass` needs a provider that fetches by itself."),
        new("models.<alias>", "list of `provider/upstream-model` or model names", "none", "A name of your own for one or more endpoints, tried in this order."),
        new("images.remote", "`inline` or `pass`", "`inline`", "Whether Iris fetches an image given by URL, or hands the URL to a provider that fetches by itself. With `pass` Iris still judges the URL and every address of its name, so that no server of yours can be used to reach what Iris itself refuses."),
        new("images.policy", "`adapt` or `strict`", "`adapt`", "Whether an image that breaks a limit of the model is made to fit, or refused."),
        new("images.max_tokens_per_image", "number", "none", "An image that would cost more tokens is shrunk to the largest size of the same shape that costs at most this."),
        new("images.detail", "`auto`, `low`, `high` or `original`", "what the request says", "Replaces the `detail` of every image."),
        new("images.metadata", "`keep` or `strip`", "`keep`", "Whether metadata (GPS above all) is dropped from images that need no other change. Rewritten images never carry any."),
        new("images.limits", "limits profile", "none", "Limits that every model is held to besides its own, for instance `io.net`."),
        new("images.fetch.allow", "list of `host:port`", "none", "Hosts that may be fetched although their address is private or loopback."),
        new("images.fetch.max_bytes", "size, at most 64MiB", "30MiB", "Largest image that is fetched. All images of one request together: at most `limits.body_bytes`."),
        new("images.fetch.timeout", "duration", "10s", "For one fetch, redirects included."),
        new("images.fetch.total_timeout", "duration", "60s", "For all images of one request together, waiting included."),
        new("images.fetch.contact", "URL or mail address", "none", "Where the owner of a website reaches you, told in `User-Agent`: some sites refuse who does not say it."),
        new("images.cache.memory_bytes", "size, or 0 for none", "64MiB", "Fetched images that are kept in memory, for as long as their origin allows and for the same key only."),
        new("images.cache.disk_bytes", "size, or 0 for none", "1GiB", "The same on disk, in `cache/images` of the data folder."),
        new("images.cache.rewritten_bytes", "size, or 0 for none", "64MiB", "Images that were converted or shrunk for a model, kept in memory for the next request with the same bytes."),
        new("keys.<key>.images.policy", "`adapt` or `strict`", "`images.policy`", "The same for one key, named by its id as the log and the ledger show it (`key-0123456789ab`), or `default` for the key of the first start."),
        new("keys.<key>.images.max_tokens_per_image", "number", "`images.max_tokens_per_image`", "The same for one key."),
        new("keys.<key>.images.detail", "`auto`, `low`, `high` or `original`", "`images.detail`", "The same for one key."),
        new("limits.body_bytes", "size", "300MiB", "Largest request body."),
        new("limits.bytes_in_flight", "size", "half of the memory, at least 1GiB", "All request bodies held at once, with the images that were fetched or made for them."),
        new("limits.requests_in_flight", "number", "1024", "Requests at once."),
        new("limits.upstream_connect", "duration", "5s", "For a connection to a provider."),
        new("limits.upstream_first_byte", "duration", "120s", "From the end of the request to a provider's first event."),
        new("limits.upstream_idle", "duration", "120s", "Between two events of a provider."),
        new("limits.upstream_total", "duration", "600s", "For one attempt in all."),
        new("limits.status_hold", "duration", "10s", "How long the status of a stream is held back, so that another candidate can still be tried unseen."),
        new("limits.default_key_budget_usd", "amount", "none", "What the default key may spend, in US dollars."),
        new("storage.engine", "`sqlite` or `none`", "`sqlite`", "What keeps keys, budgets and the ledger. With `none` nothing outlives the process."),
        new("storage.path", "file name", "iris.db", "The SQLite file, relative to the data folder."),
    ];

    /// <summary>The keys that may stand directly below a path.</summary>
    /// <param name="pattern">A path with its names in angle brackets; empty for the top.</param>
    public static IReadOnlyList<string> Below(string pattern)
    {
        var prefix = pattern.Length == 0 ? "" : $"{pattern}.";
        return
        [
            .. All.Where(key => key.Path.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key => key.Path[prefix.Length..].Split('.')[0])
                .Distinct(),
        ];
    }
}
