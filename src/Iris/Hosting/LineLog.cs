using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Iris.Hosting;

/// <summary>Writes log lines to a stream, many at a time. Safe for concurrent use; disposing writes out what waits.</summary>
/// <remarks>The console logger of the framework makes one system call a line, which at 20 000 requests a second costs more than the requests.</remarks>
internal sealed class LineLog : ILoggerProvider
{
    private const int MostWaiting = 64 * 1024;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Stream _output;
    private readonly TimeProvider _time;
    private readonly Task _writing;

    /// <summary>Starts writing to a stream, which stays the caller's.</summary>
    public LineLog(Stream output, TimeProvider time)
    {
        _output = output;
        _time = time;
        _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writing.GetAwaiter().GetResult();
    }

    private async Task WriteAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        while (await _lines.Reader.WaitToReadAsync())
        {
            // While nobody waits for the channel, a line wakes no thread.
            await Task.Delay(Gather);
            while (buffer.WrittenCount < 1024 * 1024 && _lines.Reader.TryRead(out var line))
            {
                Encoding.UTF8.GetBytes(line, buffer);
            }

            await _output.WriteAsync(buffer.WrittenMemory);
            buffer.ResetWrittenCount();
        }

        await _output.FlushAsync();
    }

    private sealed class Category(LineLog owner, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            var line = string.Create(CultureInfo.InvariantCulture, $"{owner._time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Word(logLevel)} {name} {text}{(exception is null ? "" : " | " + exception.ToString().ReplaceLineEndings(" | "))}\n");
            owner._lines.Writer.TryWrite(line);
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Critical => "crit",
            LogLevel.Error => "fail",
            LogLevel.Warning => "warn",
            LogLevel.Information => "info",
            _ => "debug",
        };
    }
}
