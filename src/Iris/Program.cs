using Iris.Imaging.Workers;

if (args is [PixelWorkerCommand.Verb])
{
    return PixelWorkerProcess.Run();
}

Console.WriteLine("iris");
return 0;
